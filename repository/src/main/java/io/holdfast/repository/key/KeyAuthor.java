package io.holdfast.repository.key;

import io.holdfast.repository.crypto.ScryptParameters;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Who makes key files, and with what.
 *
 * @param username written into the key file
 * @param hostname written into the key file
 * @param cost of trying a password
 */
public record KeyAuthor(
    String username,
    String hostname,
    ScryptParameters cost,
    SecureRandom random,
    InstantSource clock) {}
