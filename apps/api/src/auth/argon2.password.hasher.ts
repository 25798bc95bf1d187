import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Gate } from './gate';
import { PasswordHasher } from './password.hasher';

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane; about 10 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each running hash holds 19 MiB and a core. */
const AT_ONCE = 4;
const QUEUE = 64;

@Injectable()
export class Argon2PasswordHasher extends PasswordHasher {
  private readonly gate = new Gate(AT_ONCE, QUEUE);

  override hash(password: string): Promise<string> {
    return this.gate.through(() => hash(normalised(password), COST));
  }

  override verify(hashed: string, password: string): Promise<boolean> {
    return this.gate.through(() => verify(hashed, normalised(password)));
  }
}

/** The same letters typed on different systems are the same password. */
const normalised = (password: string) => password.normalize('NFKC');
