#!/usr/bin/env bash
# Checks docker-compose.yml, with Compose as Docker's plugin or as Debian's own command.
set -euo pipefail
cd "$(dirname "$0")/../.."
if docker compose version >/dev/null 2>&1; then
  docker compose --profile console config --quiet
else
  docker-compose --profile console config --quiet
fi
echo "compose: docker-compose.yml is valid"
