import { Body, Controller, Get, Header, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import { ADMIN_COOKIE, routes, type SignedInAdmin } from '@watchroom/contracts';
import { LoginDto } from '@watchroom/contracts/dto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActiveSignIn } from '../storage/sign-ins/sign-in.repository';
import { Public, SignedIn } from './marks';
import { describe, SignInService } from './sign-in.service';
import { SignedInAdmins } from './signed-in.admins';
import { CurrentSignIn } from './signed-in.request';

@Controller()
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly signedIn: SignedInAdmins,
  ) {}

  @Post(routes.login)
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async login(
    @Body() { email, password }: LoginDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAdmin> {
    const { token, expiresAt, admin } = await this.signIns.signIn(email, password, address);
    reply.setCookie(ADMIN_COOKIE, token, { ...cookieFor(request), expires: expiresAt });
    return admin;
  }

  /** The token is dead afterwards, wherever it was copied to. */
  @Post(routes.logout)
  @SignedIn()
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async logout(
    @CurrentSignIn() signIn: ActiveSignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signedIn.end(signIn.id);
    reply.clearCookie(ADMIN_COOKIE, cookieFor(request));
  }

  @Get(routes.me)
  @SignedIn()
  @Header('cache-control', 'private, no-cache')
  me(@CurrentSignIn() signIn: ActiveSignIn): SignedInAdmin {
    return describe(signIn);
  }
}

function cookieFor(request: FastifyRequest) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const;
}
