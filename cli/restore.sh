#!/usr/bin/env bash
# cli/restore.sh FOLDER [DEPARTURES], with DB_URL (role postgres) of a new, empty project: what cli/backup.sh wrote, whole or not at
# all. DEPARTURES is a later departures.json, kept apart from the database: who left or was erased since then does so again.
set -euo pipefail
: "${DB_URL:?is the address of the new database}"
folder=${1:?names the folder of the backup}

# pg_dump tells of no right that nobody has, and a new project gives everybody every right on what is made: that ends first.
closed="
  alter default privileges for role postgres in schema public revoke all on tables from anon, authenticated, service_role;
  alter default privileges for role postgres in schema public revoke all on functions from anon, authenticated, service_role;
  alter default privileges for role postgres in schema public revoke all on sequences from anon, authenticated, service_role;
  alter default privileges for role postgres revoke execute on functions from public;
  create extension if not exists pg_trgm with schema extensions;
  -- Loads it: a function may set its thresholds only where they are known.
  select extensions.similarity('a', 'b')"
opened="
  alter role authenticator set log_min_messages = 'log';
  select private.schedule_jobs()"

PGOPTIONS='-c client_min_messages=warning' psql "$DB_URL" -Xqo /dev/null --single-transaction -v ON_ERROR_STOP=1 \
  -c "$closed" -f "$folder/roles.sql" -f "$folder/schema.sql" -f "$folder/data.sql" -f "$folder/history.sql" \
  -c "reset all" -f "$folder/triggers.sql" -c "$opened" -c "notify pgrst, 'reload schema'"
if [ $# -gt 1 ]; then
  psql "$DB_URL" -XqAt -v ON_ERROR_STOP=1 -v list="$(cat "$2")" <<< "select private.repeat_departures(:'list')"
fi
