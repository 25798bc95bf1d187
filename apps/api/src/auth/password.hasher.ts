/** Makes and checks password hashes. */
export abstract class PasswordHasher {
  /** A salted hash in PHC format. @throws DomainError `unavailable` when too many are being made already. */
  abstract hash(password: string): Promise<string>;
  /** Takes about the same time whether the password fits or not. @throws DomainError as `hash`. */
  abstract verify(hash: string, password: string): Promise<boolean>;
}
