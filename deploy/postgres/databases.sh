#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume: a database and a role for each subgraph, none of which may read another's.
set -eu
make_database() {
  psql -v ON_ERROR_STOP=1 -v name="$1" -v password="$2" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}
make_database user "$USER_DATABASE_PASSWORD"
make_database event "$EVENT_DATABASE_PASSWORD"
make_database booking "$BOOKING_DATABASE_PASSWORD"
make_database notification "$NOTIFICATION_DATABASE_PASSWORD"
