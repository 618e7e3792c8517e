/** A device with passkeys (WebAuthn Level 3, ES256, no attestation), as a test holds it. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest()
const USER_PRESENT_AND_VERIFIED = 0x05
const WITH_CREDENTIAL = 0x40

export interface Authenticator {
  /** What the browser answers to the options of a registration. */
  register(options: { challenge: string }): object
  /** What the browser answers to the options of a sign-in. */
  signIn(options: { challenge: string }): object
}

/** A new device with one passkey for a site. @param origin scheme and host of the site */
export function authenticator(origin: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const rpHash = sha256(new URL(origin).hostname)
  let counter = 0

  const clientData = (type: string, challenge: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  function authData(flags: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([rpHash, Buffer.from([flags]), count])
  }

  const answer = (response: object): object => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  return {
    register({ challenge }) {
      const data = Buffer.concat([
        authData(USER_PRESENT_AND_VERIFIED | WITH_CREDENTIAL),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseKey(publicKey),
      ])
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: attestation(data).toString('base64url'),
        transports: ['internal'],
      })
    },
    signIn({ challenge }) {
      const client = clientData('webauthn.get', challenge)
      const data = authData(USER_PRESENT_AND_VERIFIED)
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
      })
    },
  }
}

/** CBOR of `{1: 2, 3: -7, -1: 1, -2: x, -3: y}` (RFC 9053 §7.1.1). */
function coseKey(publicKey: KeyObject): Buffer {
  const { x, y } = publicKey.export({ format: 'jwk' })
  const [a, b] = [x, y].map((part) => Buffer.from(part ?? '', 'base64url'))
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    a ?? Buffer.alloc(0),
    Buffer.from('225820', 'hex'),
    b ?? Buffer.alloc(0),
  ])
}

/** CBOR of `{fmt: "none", attStmt: {}, authData}`. @param data of less than 256 bytes */
function attestation(data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0xa3]),
    Buffer.from('\x63fmt\x64none\x67attStmt', 'latin1'),
    Buffer.from([0xa0]),
    Buffer.from('\x68authData', 'latin1'),
    Buffer.from([0x58, data.length]),
    data,
  ])
}
