import { Injectable } from '@nestjs/common';
import { isDatabaseAway } from '../platform/database/database-away';
import { SignInRepository, type ActiveSignIn } from '../storage/sign-ins/sign-in.repository';

/** For what stays open longer than one request: which of many sign-ins still live, in one question. */
@Injectable()
export class SignInWatch {
  constructor(private readonly signIns: SignInRepository) {}

  /** By their ids, with the role of now; null while the database cannot tell. */
  async living(ids: readonly string[]): Promise<Map<string, ActiveSignIn> | null> {
    try {
      const found = await this.signIns.activeAmong(ids);
      return new Map(found.map((signIn) => [signIn.id, signIn]));
    } catch (error) {
      if (isDatabaseAway(error)) return null;
      throw error;
    }
  }
}
