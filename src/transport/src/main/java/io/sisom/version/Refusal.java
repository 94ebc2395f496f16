package io.sisom.version;

/** Why the version that the topic names as active is not served. */
public sealed interface Refusal {
  /** A sentence for people. */
  String message();

  /** The pointer names a version of which there is no readable manifest. */
  record NoManifest(long version) implements Refusal {
    @Override
    public String message() {
      return "version " + version + " has no readable manifest on the topic";
    }
  }

  /** The manifest claims something no publisher would write. */
  record BadManifest(String claim) implements Refusal {
    @Override
    public String message() {
      return "the manifest is not acceptable: " + claim;
    }
  }

  /** The version is larger than {@code reference.max.bytes}. */
  record TooLarge(long bytes, long limit) implements Refusal {
    @Override
    public String message() {
      return "the version has " + bytes + " bytes, reference.max.bytes allows " + limit;
    }
  }

  /** Its model is not on the list {@code reference.trusted.models}. */
  record UntrustedModel(String sha256) implements Refusal {
    @Override
    public String message() {
      return "model.pt " + sha256 + " is not listed in reference.trusted.models";
    }
  }

  /** Chunks of a blob are not there (yet). */
  record MissingChunks(String blob, int present, int expected) implements Refusal {
    @Override
    public String message() {
      return "blob " + blob + " has " + present + " of " + expected + " chunks";
    }
  }

  /** The chunks of a blob together are not what the manifest promised. */
  record Damaged(String blob, String expected, String actual) implements Refusal {
    @Override
    public String message() {
      return "blob " + blob + " should be " + expected + ", its chunks are " + actual;
    }
  }

  /** Everything is verified, but the listener could not use it. */
  record NotUsable(String reason) implements Refusal {
    @Override
    public String message() {
      return "the verified files could not be used: " + reason;
    }
  }
}
