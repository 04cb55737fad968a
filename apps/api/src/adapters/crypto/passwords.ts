import { hash, verify } from '@node-rs/argon2';

// OWASP's second choice for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let hashOfNobody: Promise<string> | undefined;

/** The argon2id hash of a password, with its salt and cost inside. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Whether the password fits. An unknown person (null) costs as much time as a wrong password, so that nobody learns
 * from the clock which addresses exist.
 */
export async function passwordFits(storedHash: string | null, password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword('nobody has this password');
  const fits = await verify(storedHash ?? (await hashOfNobody), password);
  return storedHash !== null && fits;
}
