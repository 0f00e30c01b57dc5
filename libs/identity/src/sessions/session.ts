/** A signed-in person on one device: the family of rotating refresh tokens. */
export interface Session {
  id: string;
  scope: string;
  userId: string;
  tokenHash: string;
  previousTokenHash: string | null;
  rotatedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}
