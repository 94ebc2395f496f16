package io.sisom.feed.live.http;

/**
 * What a sender is told.
 *
 * @param status of HTTP
 * @param frameId the frame's id where it is fed; empty otherwise
 * @param words for people
 */
record GatewayAnswer(int status, String frameId, String words) {}
