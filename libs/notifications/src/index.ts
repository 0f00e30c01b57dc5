export type { NewNotice, NoticeKind, NoticeParams } from './deliveries/delivery.js';
export type { DigestReader } from './deliveries/digests.repository.js';
export { NoticesService } from './deliveries/notices.service.js';
export {
  NotificationSubjects,
  type MailAttachment,
  type SubjectLine,
  type SubjectSource,
} from './mail/notification-subjects.js';
export { SendDigest } from './mail/send-digest.js';
export { PreferenceLinks } from './preferences/preference-links.js';
