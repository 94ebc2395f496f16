package io.sisom.console;

import io.sisom.console.webhook.WebhookConfig;
import io.sisom.frame.FrameLimits;
import io.sisom.live.LiveConfig;
import io.sisom.queue.QueueConfig;

/**
 * All that a console is told.
 *
 * @param queue of the labeling queue
 * @param console of its pages
 * @param frames bounds of the pictures that it draws
 * @param live of the live and episode pages
 * @param webhooks where alerts are sent
 * @param alpha p-value up to which a frame is novel
 * @param mute whether frames like muted ones raise no alert
 * @param scorers consumer group of the scorers
 */
public record ConsoleSettings(
    QueueConfig queue,
    ConsoleConfig console,
    FrameLimits frames,
    LiveConfig live,
    WebhookConfig webhooks,
    double alpha,
    boolean mute,
    String scorers) {

  /**
   * Refuses what a console would be unsafe or useless with.
   *
   * @throws io.sisom.setting.SettingException naming the setting
   */
  public void requireUsable() {
    console.requireSafe();
    webhooks.requireUsable();
  }
}
