package io.holdfast.host.hook;

/**
 * What PostgreSQL is asked. Source: PostgreSQL 18 documentation, 25.3.4 "Making a Base Backup Using
 * the Low Level API"; for 13 and 14 their own, where the functions have other names.
 */
final class PostgresqlStatements {
  static final int OLDEST = 130000;
  static final int NEWEST = 189999;
  static final int RENAMED = 150000;
  static final int WATCHES_CLIENTS = 140000;

  static final String CHECKPOINT = "checkpoint";

  /** Temporary: it ends with the session. The backend's number makes its name its own. */
  static final String SLOT =
      "select pg_create_physical_replication_slot('holdfast_' || pg_backend_pid(), true, true)";

  static final String START = "select pg_backup_start('holdfast', true)";
  static final String START_BEFORE_15 = "select pg_start_backup('holdfast', true, false)";

  /** Switches to a new log file by itself, so the last one that is needed is whole. */
  static final String STOP =
      "select lsn::text, labelfile, spcmapfile, pg_walfile_name(lsn) from pg_backup_stop(false)";

  static final String STOP_BEFORE_15 =
      "select lsn::text, labelfile, spcmapfile, pg_walfile_name(lsn) from pg_stop_backup(false,"
          + " false)";

  static final String SETTINGS =
      "select pg_is_in_recovery(), current_setting('data_directory'), current_setting('port'),"
          + " pg_size_bytes(current_setting('wal_segment_size')),"
          + " (select system_identifier from pg_control_system())";

  static final String TABLESPACES =
      "select spcname, pg_tablespace_location(oid) from pg_tablespace"
          + " where pg_tablespace_location(oid) <> ''";

  private PostgresqlStatements() {}

  static String start(int version) {
    return version < RENAMED ? START_BEFORE_15 : START;
  }

  static String stop(int version) {
    return version < RENAMED ? STOP_BEFORE_15 : STOP;
  }

  /** What to grant when a statement was refused for want of rights. */
  static String grant(String statement, String role, int version) {
    if (statement.equals(CHECKPOINT)) {
      return version < RENAMED
          ? "only a superuser may do this before PostgreSQL 15"
          : "run: GRANT pg_checkpoint TO %s".formatted(role);
    }
    if (statement.equals(SLOT)) {
      return "run: ALTER ROLE %s REPLICATION".formatted(role);
    }
    if (statement.equals(SETTINGS)) {
      return "run: GRANT pg_read_all_settings TO %s".formatted(role);
    }
    return version < RENAMED
        ? "run: GRANT EXECUTE ON FUNCTION pg_start_backup(text, boolean, boolean), pg_stop_backup(boolean, boolean) TO %s"
            .formatted(role)
        : "run: GRANT EXECUTE ON FUNCTION pg_backup_start(text, boolean), pg_backup_stop(boolean) TO %s"
            .formatted(role);
  }
}
