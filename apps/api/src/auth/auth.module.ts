import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AdminRepository } from '../storage/admins/admin.repository';
import { AdminSqlRepository } from '../storage/admins/admin.sql.repository';
import { SignInThrottleRepository } from '../storage/sign-in-throttle/sign-in-throttle.repository';
import { SignInThrottleSqlRepository } from '../storage/sign-in-throttle/sign-in-throttle.sql.repository';
import { SignInRepository } from '../storage/sign-ins/sign-in.repository';
import { SignInSqlRepository } from '../storage/sign-ins/sign-in.sql.repository';
import { AdminAccounts } from './admin-accounts';
import { Argon2PasswordHasher } from './argon2.password.hasher';
import { AuthController } from './auth.controller';
import { AuthenticationGuard } from './authentication.guard';
import { Credentials } from './credentials';
import { CrossSiteGuard } from './cross-site.guard';
import { FirstAdmin } from './first-admin';
import { IngestDoor } from './ingest.door';
import { JwtStrategy } from './jwt.strategy';
import { PasswordHasher } from './password.hasher';
import { RolesGuard } from './roles.guard';
import { SignInService } from './sign-in.service';
import { SignInWatch } from './sign-in.watch';
import { SignInSweeper } from './sign-in.sweeper';
import { SignInThrottle } from './sign-in.throttle';
import { SignedInAdmins } from './signed-in.admins';
import { Tokens } from './tokens';
import { VerifiedTokens } from './verified.tokens';

/** Sign-in, and the guards that stand before every route, in this order. */
@Module({
  controllers: [AuthController],
  providers: [
    { provide: APP_GUARD, useClass: CrossSiteGuard },
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: RolesGuard },
    { provide: AdminRepository, useClass: AdminSqlRepository },
    { provide: SignInRepository, useClass: SignInSqlRepository },
    { provide: SignInThrottleRepository, useClass: SignInThrottleSqlRepository },
    { provide: PasswordHasher, useClass: Argon2PasswordHasher },
    AdminAccounts,
    Credentials,
    FirstAdmin,
    IngestDoor,
    JwtStrategy,
    SignInService,
    SignInSweeper,
    SignInThrottle,
    SignInWatch,
    SignedInAdmins,
    Tokens,
    VerifiedTokens,
  ],
  exports: [SignInWatch],
})
export class AuthModule implements NestModule {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly ingest: IngestDoor,
  ) {}

  /** Nest calls this just before it registers the routes: later, the hook would not reach them. */
  configure(_consumer: MiddlewareConsumer): void {
    this.ingest.stand(this.adapterHost.httpAdapter.getInstance<FastifyInstance>());
  }
}
