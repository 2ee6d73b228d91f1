package io.holdfast.repository.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3LocationTest {
  @ParameterizedTest
  @CsvSource({
    "s3:s3.amazonaws.com/bucket,                https://s3.amazonaws.com,   bucket, ''",
    "s3:s3.amazonaws.com/bucket/,               https://s3.amazonaws.com,   bucket, ''",
    "s3://s3.amazonaws.com/bucket/a/b,          https://s3.amazonaws.com,   bucket, a/b/",
    "s3://localhost/bucket,                     https://localhost,          bucket, ''",
    "s3://host:9000/bucket,                     https://host:9000,          bucket, ''",
    "s3:host:9000/bucket/a//b/./c/,             https://host:9000,          bucket, a/b/c/",
    "s3:http://127.0.0.1:9000/bucket/prefix,    http://127.0.0.1:9000,      bucket, prefix/",
    "s3:https://s3.eu-west-1.amazonaws.com/b.k, https://s3.eu-west-1.amazonaws.com, b.k, ''",
  })
  void reads_what_restic_reads(String location, URI endpoint, String bucket, String prefix) {
    assertThat(S3Location.parse(location)).isEqualTo(new S3Location(endpoint, bucket, prefix));
  }

  @Test
  void is_written_as_it_is_read() {
    S3Location location = S3Location.parse("s3:https://host:9000/bucket/a/b");

    assertThat(S3Location.parse(location.toString())).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:",
        "s3:host",
        "s3:host/",
        "s3:/bucket",
        "s3://",
        "s3:https://host",
        "s3:host/bucket/../x",
        "s3:host/b?x",
        "s3:ho st/bucket",
        "/srv/repository",
        "rest:http://host/"
      })
  void refuses_what_is_no_location(String text) {
    assertThatThrownBy(() -> S3Location.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takes_the_only_word_for_the_bucket_that_other_programs_write_there() {
    assertThatThrownBy(() -> S3Location.parse("s3://backups/laptop"))
        .hasMessageContaining("s3:s3.amazonaws.com/backups/laptop")
        .hasMessageContaining("s3:https://backups/laptop");
  }

  @Test
  void says_where_keys_belong() {
    assertThatThrownBy(() -> S3Location.parse("s3:https://key:secret@host/bucket"))
        .hasMessageContaining("AWS_ACCESS_KEY_ID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:https://key:secret@host/bucket",
        "s3:https://key:secret@host",
        "s3:https://key:secret@ho st/bucket"
      })
  void keeps_a_key_in_the_location_out_of_the_message(String location) {
    assertThatThrownBy(() -> S3Location.parse(location))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageContaining("expected s3:host/bucket/prefix")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:s3.eu-central-1.amazonaws.com/b, eu-central-1",
    "s3:s3-us-gov-west-1.amazonaws.com/b, us-gov-west-1",
    "s3:s3.cn-north-1.amazonaws.com.cn/b, cn-north-1",
    "s3:s3.amazonaws.com/b, ''",
    "s3:s3.example.org/b, ''",
  })
  void knows_the_region_that_the_host_names(String location, String region) {
    assertThat(S3Location.parse(location).region().orElse("")).isEqualTo(region);
  }
}
