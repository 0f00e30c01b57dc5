export {
  NotificationsHttpModule,
  NotificationsJobsModule,
  NotificationsModule,
} from './notifications.module.js';
export { NotificationsSchema1700000010300 } from './notifications-schema.migration.js';
