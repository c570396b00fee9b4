#!/usr/bin/env bash
# Makes sure that Dovecot is here for the tests of the mailbox, where it can be installed; elsewhere they are skipped.
set -euo pipefail
for place in "$(command -v dovecot || true)" /usr/sbin/dovecot /opt/homebrew/sbin/dovecot; do
  if [ -x "$place" ]; then exit 0; fi
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing Dovecot (Debian's package) ..."
  apt-get update -q >/dev/null
  # Its own service is not for us: the tests run it as a program of theirs.
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends dovecot-imapd >/dev/null
else
  echo "Dovecot is not here, and is not installed without root and apt: the tests of the mailbox are skipped."
fi
