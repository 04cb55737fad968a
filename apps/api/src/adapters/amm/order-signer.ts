import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { OrderSignature } from '@tegoed/meter-commands';

/** Signs the text of an order. Only the process that sends orders holds one, so that no request to the API can make an order. */
export type OrderSigner = (text: string) => OrderSignature;

/** The fixed beginning of an Ed25519 private key in PKCS #8 (RFC 8410, section 7); the 32 bytes of the key follow. */
const PKCS8_OF_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_ID_LENGTH = 16;

/** A signer with a private key of 32 bytes in hex. Its key id is the beginning of the SHA-256 of the public key. */
export function ed25519Signer(privateKeyHex: string): OrderSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_OF_ED25519, Buffer.from(privateKeyHex, 'hex')]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const keyId = createHash('sha256').update(publicKey).digest('hex').slice(0, KEY_ID_LENGTH);
  return (text) => ({ keyId, value: sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64') });
}
