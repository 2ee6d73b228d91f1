/**
 * Who may read a repository, and how its bytes are sealed.
 *
 * <p>A <em>password</em> opens a <em>key file</em>: scrypt turns it into a user key, which unwraps
 * the repository's one <em>master key</em>. Every other object and blob is <em>sealed</em> with the
 * master key: a random nonce, the AES-256-CTR ciphertext, a Poly1305-AES tag over the ciphertext
 * (F9). Nothing in a sealed piece says where it belongs, so whoever opens one compares it with the
 * id it was asked for.
 *
 * <p>Keys and passwords are wiped on close, print as stars and compare in constant time.
 */
@NullMarked
package io.holdfast.repository.crypto;

import org.jspecify.annotations.NullMarked;
