import cookie from '@fastify/cookie';
import { Controller, Get, Post } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { Role } from '@watchroom/contracts';
import { Clock, SystemClock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { ProblemFilter } from '../../platform/http/problem.filter';
import { SignInRepository, type ActiveSignIn } from '../../storage/sign-ins/sign-in.repository';
import { AuthenticationGuard } from '../authentication.guard';
import { IngestDoor } from '../ingest.door';
import { CrossSiteGuard } from '../cross-site.guard';
import { JwtStrategy } from '../jwt.strategy';
import { Ingest, Public, Roles, SignedIn } from '../marks';
import { RolesGuard } from '../roles.guard';
import { SignedInAdmins } from '../signed-in.admins';
import { Tokens } from '../tokens';
import { VerifiedTokens } from '../verified.tokens';

export const KEY = 'signing-key-of-the-tests-0123456789';
export const INGEST = 'ingest-token-of-the-tests';
export const ID = '0190a3f0-0000-7000-8000-00000000abcd';

@Controller()
class MarkedController {
  @Get('public') @Public() open() {
    return 'in';
  }
  @Post('public') @Public() webhook() {
    return 'in';
  }
  @Get('signed-in') @SignedIn() anyone() {
    return 'in';
  }
  @Post('signed-in') @SignedIn() change() {
    return 'in';
  }
  @Get('roles') @Roles('SUPER_ADMIN', 'SYSTEM_MONITOR') some() {
    return 'in';
  }
  @Get('nobody') @Roles() nobody() {
    return 'in';
  }
  @Post('ingest') @Ingest() report() {
    return 'in';
  }
}

@Controller()
class UnmarkedController {
  @Get('unmarked') forgotten() {
    return 'in';
  }
}

@Controller()
@Roles('SUPER_ADMIN')
class ClassMarkedController {
  @Get('class/inherited') inherited() {
    return 'in';
  }
  @Get('class/public') @Public() open() {
    return 'in';
  }
}

export class OneSignIn extends SignInRepository {
  role: Role = 'SUPER_ADMIN';
  alive = true;
  failWith: Error | null = null;
  override active(id: string): Promise<ActiveSignIn | null> {
    if (this.failWith) return Promise.reject(this.failWith);
    const signIn = { id, adminId: ID, email: 'ada@x.org', role: this.role, expiresAt: new Date(1e13) };
    return Promise.resolve(this.alive && id === ID ? signIn : null);
  }
  override activeAmong = async (ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => this.active(id)))).filter((signIn) => signIn !== null);
  override start = () => Promise.resolve();
  override end = () => Promise.resolve();
  override endAllOf = () => Promise.resolve();
  override sweep = () => Promise.resolve();
}

/** Time moves two seconds with every look, so that nothing is answered from memory. */
class HastyClock extends SystemClock {
  private ms = 0;
  override monotonicMs = () => (this.ms += 2_000);
}

/** Doors of every kind behind the real guards; only the table of sign-ins is a stand-in. */
export async function openDoors(
  signIns: OneSignIn,
  clock: Clock = new HastyClock(),
): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({
    controllers: [MarkedController, UnmarkedController, ClassMarkedController],
    providers: [
      { provide: APP_GUARD, useClass: CrossSiteGuard },
      { provide: APP_GUARD, useClass: AuthenticationGuard },
      { provide: APP_GUARD, useClass: RolesGuard },
      IngestDoor,
      { provide: AppConfig, useValue: { secrets: { jwt: KEY, ingest: INGEST } } },
      { provide: Clock, useValue: clock },
      { provide: SignInRepository, useValue: signIns },
      JwtStrategy,
      SignedInAdmins,
      Tokens,
      VerifiedTokens,
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.register(cookie);
  await app.init();
  return app;
}
