#!/usr/bin/env bash
# cli/backup.sh FOLDER, with DB_URL (role postgres): all that a new project needs, as SQL files.
# As Supabase's guide has it, and what that leaves out: the history of migrations, our triggers on auth.users, and who departed.
# The Supabase CLI runs pg_dump in Docker; where a pg_dump of Postgres 17 or later is installed, that one does it.
set -euo pipefail
: "${DB_URL:?is the address of the database}"
folder=${1:?names the folder to write to}
supabase=${SUPABASE:-npx --yes supabase@3.1.0}

dump() {
  if pg_dump --version 2>/dev/null | grep -qE ' (1[7-9]|[2-9][0-9])\.'; then
    $supabase db dump --dry-run "$@" --remote="$DB_URL" --agent no | sed -n '/^#!/,$p' | bash
  else
    $supabase db dump "$@" --remote="$DB_URL" --agent no
  fi
}

mkdir -p "$folder"
chmod 700 "$folder"
dump --role-only > "$folder/roles.sql"
dump > "$folder/schema.sql"
dump --data-only --use-copy > "$folder/data.sql"
dump --data-only --use-copy --schema supabase_migrations > "$folder/history.sql"
psql "$DB_URL" -XqAt -v ON_ERROR_STOP=1 > "$folder/triggers.sql" -c "
  select pg_get_triggerdef(t.oid) || ';' from pg_trigger t join pg_proc p on p.oid = t.tgfoid
  where t.tgrelid = 'auth.users'::regclass and p.pronamespace = 'private'::regnamespace order by t.tgname"
psql "$DB_URL" -XqAt -v ON_ERROR_STOP=1 -c "select private.departures()" > "$folder/departures.json"
for file in roles schema data history triggers; do
  test -s "$folder/$file.sql" || { echo "$file.sql is empty: this is no backup." >&2; exit 1; }
done
