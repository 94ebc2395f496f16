# shellcheck shell=bash
# To be sourced: what the Testcontainers tests need where engine.sh and kafka-image.sh stand in for a registry.
# Containers are reached over their published ports, and the helper image that removes leftovers cannot be pulled.
export TESTCONTAINERS_HOST_OVERRIDE=localhost
export TESTCONTAINERS_RYUK_DISABLED=true
if [ -z "${SISOM_TEST_KAFKA_IMAGE:-}" ]; then
  SISOM_TEST_KAFKA_IMAGE=$("$(dirname "${BASH_SOURCE[0]}")/kafka-image.sh")
fi
export SISOM_TEST_KAFKA_IMAGE
