#!/usr/bin/env bash
# Makes sure that a Chromium is here for the tests of the pages: the system's own, Debian's package, or Playwright's.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
[ -d "/Applications/Google Chrome.app" ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium (Debian's package) ..."
  apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-noto-core >/dev/null
else
  echo "Installing Playwright's Chromium ..."
  .venv/bin/playwright install chromium
fi
