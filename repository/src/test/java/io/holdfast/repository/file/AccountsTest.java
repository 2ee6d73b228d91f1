package io.holdfast.repository.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final Accounts accounts = new Accounts();

  @Test
  void knows_the_users_in_etc_passwd() throws IOException {
    for (List<String> line : lines("/etc/passwd")) {
      assertThat(accounts.userId(line.get(0))).hasValue(Long.parseLong(line.get(2)));
    }
    assertThat(accounts.userName(0)).hasValue("root");
  }

  @Test
  void knows_the_groups_in_etc_group() throws IOException {
    for (List<String> line : lines("/etc/group")) {
      assertThat(accounts.groupId(line.get(0))).hasValue(Long.parseLong(line.get(2)));
    }
    assertThat(accounts.groupName(0)).hasValue("root");
  }

  @Test
  void unknown_accounts_are_absent() throws IOException {
    for (int round = 0; round < 2; round++) {
      assertThat(accounts.userName(3_999_999_999L)).isEmpty();
      assertThat(accounts.groupName(3_999_999_999L)).isEmpty();
      assertThat(accounts.userId("no such user")).isEmpty();
      assertThat(accounts.groupId("root\0x")).isEmpty();
    }
  }

  private static List<List<String>> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.matches("[^+#-][^:]*:[^:]*:[0-9]+:.*"))
        .map(line -> List.of(line.split(":", -1)))
        .toList();
  }
}
