export {
  CLIENT_SCOPES,
  HQ_ROLES,
  incompatible,
  PERMISSIONS,
  permissionsOf,
  ROLES,
  type ClientScope,
  type Permission,
  type Role,
} from './permissions/permissions.js';
export { ServiceClientsService } from './api-keys/service-clients.service.js';
export { rightsOf } from './sessions/callers.js';
export { ScopeDirectory } from './sessions/scope-directory.js';
export { RecipientsReadModel, type Recipient } from './users/recipients.read-model.js';
export type { Membership, User } from './users/user.js';
export { UsersRepository } from './users/users.repository.js';
export { UsersService, type NewUser } from './users/users.service.js';
