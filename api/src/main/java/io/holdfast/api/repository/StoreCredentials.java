package io.holdfast.api.repository;

import io.holdfast.api.value.SecretReference;
import io.holdfast.schema.annotation.Doc;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who uses a store; references only. */
@Doc("Who uses the store: where the two halves of the credential are found.")
public record StoreCredentials(
    @Doc("Where the access key id of S3, or the user's name, is found.") SecretReference id,
    @Doc("Where the secret access key of S3, or the user's password, is found.")
        SecretReference secret,
    @Doc("Where the session token of a temporary credential of S3 is found.")
        @Nullable SecretReference sessionToken) {

  StoreCredentials from(Path directory) {
    return new StoreCredentials(
        id.from(directory),
        secret.from(directory),
        sessionToken == null ? null : sessionToken.from(directory));
  }
}
