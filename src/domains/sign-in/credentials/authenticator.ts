import { Secret, TOTP } from 'otpauth';
import QRCode from 'qrcode';
import type { Instant } from '#platform/clock';
import type { MasterKey } from '#platform/crypto';
import type { Ids } from '#platform/ids';

/** What the master key seals it for. */
export const TOTP_PURPOSE = 'totp';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;

/** What somebody needs to set up the app on their phone. */
export interface Enrolment {
  /** The secret in groups of four, to type in where the camera cannot be used. */
  readonly typed: string;
  readonly qr: QrPicture;
}

/** A QR code as one path in a square of `size` modules, quiet zone included. */
export interface QrPicture {
  readonly size: number;
  readonly path: string;
}

const QUIET_ZONE = 4;

/** A new secret, sealed so that it opens for this person alone. */
export function newSecret(ids: Ids, masterKey: MasterKey, personId: string): Buffer {
  return masterKey.seal(
    TOTP_PURPOSE,
    personId,
    Buffer.from(ids.token(), 'base64url').subarray(0, SECRET_BYTES),
  );
}

function open(masterKey: MasterKey, personId: string, sealed: Buffer, label: string): TOTP {
  const plain = masterKey.open(TOTP_PURPOSE, personId, sealed);
  const buffer = new Uint8Array(plain).buffer;
  return new TOTP({
    issuer: 'Gatehouse',
    label,
    digits: 6,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer }),
  });
}

function draw(text: string): QrPicture {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares: string[] = [];
  data.forEach((dark, index) => {
    if (dark) {
      const x = (index % size) + QUIET_ZONE;
      squares.push(`M${x} ${Math.trunc(index / size) + QUIET_ZONE}h1v1h-1z`);
    }
  });
  return { size: size + 2 * QUIET_ZONE, path: squares.join('') };
}

export function enrolment(
  masterKey: MasterKey,
  personId: string,
  sealed: Buffer,
  userName: string,
): Enrolment {
  const totp = open(masterKey, personId, sealed, userName);
  return { typed: totp.secret.base32.match(/.{1,4}/g)?.join(' ') ?? '', qr: draw(totp.toString()) };
}

/**
 * The time step whose code this is, now or one step either side; undefined for a wrong code. Each step is good for one
 * sign-in: whoever takes it remembers it as the last (`spendTimeStep`).
 */
export function stepOf(
  masterKey: MasterKey,
  personId: string,
  sealed: Buffer,
  code: string,
  at: Instant,
): number | undefined {
  const token = code.replaceAll(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = at.epochMilliseconds;
  const delta = open(masterKey, personId, sealed, 'code').validate({ token, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}
