package io.holdfast.repository.file;

import io.holdfast.repository.file.AccountDatabase.Account;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users and groups this machine knows, from wherever it knows them (files, LDAP, SSSD…).
 *
 * <p>Each answer is kept as long as this object lives, also that there is none; safe for use by
 * many threads.
 */
public final class Accounts {
  private final Map<Long, Optional<Account>> usersById = new ConcurrentHashMap<>();
  private final Map<Long, Optional<Account>> groupsById = new ConcurrentHashMap<>();
  private final Map<String, Optional<Account>> usersByName = new ConcurrentHashMap<>();
  private final Map<String, Optional<Account>> groupsByName = new ConcurrentHashMap<>();

  /** The user's name; empty when there is no such user. */
  public Optional<String> userName(long userId) throws IOException {
    return byId(AccountDatabase.USERS, usersById, userId).map(Account::name);
  }

  /** The group's name; empty when there is no such group. */
  public Optional<String> groupName(long groupId) throws IOException {
    return byId(AccountDatabase.GROUPS, groupsById, groupId).map(Account::name);
  }

  /** The user's id; empty when there is no such user. */
  public OptionalLong userId(String name) throws IOException {
    return id(byName(AccountDatabase.USERS, usersByName, name));
  }

  /** The group's id; empty when there is no such group. */
  public OptionalLong groupId(String name) throws IOException {
    return id(byName(AccountDatabase.GROUPS, groupsByName, name));
  }

  private static Optional<Account> byId(
      AccountDatabase database, Map<Long, Optional<Account>> known, long id) throws IOException {
    Optional<Account> account = known.get(id);
    if (account == null) {
      account = database.find(id);
      known.put(id, account);
    }
    return account;
  }

  private static Optional<Account> byName(
      AccountDatabase database, Map<String, Optional<Account>> known, String name)
      throws IOException {
    Optional<Account> account = known.get(name);
    if (account == null) {
      account = database.find(name);
      known.put(name, account);
    }
    return account;
  }

  private static OptionalLong id(Optional<Account> account) {
    return account.isPresent() ? OptionalLong.of(account.get().id()) : OptionalLong.empty();
  }
}
