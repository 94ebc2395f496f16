package io.sisom.service;

import picocli.CommandLine.IVersionProvider;

/** What {@code sisom --version} prints. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"sisom-streams " + (version == null ? "(not packaged)" : version)};
  }
}
