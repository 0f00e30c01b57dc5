import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AUTHENTICATOR } from '#platform';
import { ServiceClientsController } from './api-keys/service-clients.controller.js';
import { ServiceClientsRepository } from './api-keys/service-clients.repository.js';
import { ServiceClientsService } from './api-keys/service-clients.service.js';
import { Accounts } from './sessions/accounts.js';
import { AuthenticationService } from './sessions/authentication.service.js';
import { Callers } from './sessions/callers.js';
import { JwtStrategy } from './sessions/jwt.strategy.js';
import { LocalStrategy } from './sessions/local.strategy.js';
import { LoginThrottle } from './sessions/login-throttle.js';
import { RequestAuthenticator } from './sessions/request-authenticator.js';
import { ScopeDirectory } from './sessions/scope-directory.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { Tokens } from './sessions/tokens.js';
import { Passwords } from './users/passwords.js';
import { UsersRepository } from './users/users.repository.js';
import { AccountTools } from './users/account-tools.js';
import { RecipientsReadModel } from './users/recipients.read-model.js';
import { UsersService } from './users/users.service.js';

/** Accounts and service clients, without routes: for the CLI, the demo set and jobs. */
@Global()
@Module({
  providers: [
    UsersRepository,
    RecipientsReadModel,
    UsersService,
    AccountTools,
    Passwords,
    SessionsRepository,
    ServiceClientsRepository,
    ServiceClientsService,
    ScopeDirectory,
  ],
  exports: [
    UsersRepository,
    RecipientsReadModel,
    UsersService,
    Passwords,
    SessionsRepository,
    ServiceClientsService,
    ScopeDirectory,
  ],
})
export class IdentityModule {}

/** Sign-in and the finder of callers for every route. */
@Global()
@Module({
  imports: [IdentityModule, JwtModule.register({})],
  controllers: [SessionsController, ServiceClientsController],
  providers: [
    Tokens,
    Accounts,
    AuthenticationService,
    LoginThrottle,
    Callers,
    LocalStrategy,
    JwtStrategy,
    RequestAuthenticator,
    { provide: AUTHENTICATOR, useExisting: RequestAuthenticator },
  ],
  exports: [AUTHENTICATOR, AuthenticationService],
})
export class IdentityHttpModule {}
