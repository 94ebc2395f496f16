package io.sisom.feed.live;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;

/** With what live feeds show who they are, and who may feed by HTTP. */
@SettingGroup("Live feeds")
public record FeedConfig(
    @Setting(key = "feed.user", value = "")
        @Meaning("User that a live feed logs in as, at a broker or bridge.")
        String user,
    @Setting(key = "feed.password", value = "", secret = true)
        @Meaning("Password of that user; set it in the environment, where others cannot read it.")
        String password,
    @Setting(key = "feed.token", value = "", secret = true)
        @Meaning(
            "Bearer token: the one that 'sisom feed http' asks for, at least 16 characters; and"
                + " that rosbridge and Foxglove's bridge are shown where no user is set.")
        String token) {
  /** Nothing of a secret. */
  @Override
  public String toString() {
    return "FeedConfig[" + (user.isEmpty() && token.isEmpty() ? "nobody" : "somebody") + "]";
  }
}
