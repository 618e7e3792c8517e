/** Settings of a Worker, as the operator makes them, and bindings of its deployment. */
import type { Fetcher } from '@cloudflare/workers-types'
import type { BlobBucket } from '../../store/blobs/r2.ts'
import type { EmailBinding } from '../mail/cloudflare.ts'

/** Part of a Durable Object namespace that is used. */
interface SequencerBinding {
  idFromName(name: string): object
  get(id: object): { fetch(request: Request): Promise<Response> }
}

/** Part of a rate-limit binding that is used. */
interface RateLimitBinding {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

export interface Env {
  LIBSQL_URL: string
  LIBSQL_AUTH_TOKEN?: string
  /**
   * The signing key, as `mingzhang keys new` prints it; after a rotation all of them, oldest first, parted by white
   * space. Their name is the origin of the ledger.
   */
  SIGNING_KEY: string
  /** Public scheme and host; taken from each request when left out. */
  ORIGIN?: string
  /** Opens the files of cases: base64 of 32 random bytes. Without it, there are none. */
  CASES_KEY?: string
  /** The key before it, while files are sealed anew with the new one. */
  CASES_KEY_OLD?: string
  /** base64 of 32 bytes that seal how askers can be told; without it nothing of it is kept. */
  INBOX_KEY?: string
  /** Questions and comments of the public that a network may send an hour, that are entered at once a minute, and that may wait. */
  ASKS_PER_HOUR?: string
  ASKS_AT_ONCE?: string
  ASKS_WAITING?: string
  /** Counts what is entered at once over all isolates of a place; without it, each isolate counts by itself. */
  ASKING?: RateLimitBinding
  /** Working days of the place as JSON, where they are not those of mainland China. */
  CALENDAR?: string
  /** Time limits that the place has declared, as JSON. */
  CLOCKS?: string
  /** Procedures that the place has declared, as JSON. */
  PROCEDURES?: string
  /** `1` lets sign-in providers stand in a private network. */
  PRIVATE_ISSUERS?: string
  /**
   * Policy of witnesses whose cosignatures readers ask for (C2SP tlog-policy), as the file `witness-policy`
   * on one machine.
   */
  WITNESS_POLICY?: string
  /** Resolver of names over HTTPS, for TXT records of organisations; without it, their files alone are looked at. */
  DNS_OVER_HTTPS?: string
  /** Ledgers whose annotations of this one are looked at, as the file `known-ledgers` of a data folder has them. */
  KNOWN_LEDGERS?: string
  /** Ground of maps: address of tiles, whose they are, address of an outline as GeoJSON. */
  MAP_TILES?: string
  MAP_CREDIT?: string
  MAP_OUTLINE?: string
  PLACE_ZH?: string
  PLACE_EN?: string
  /** Way by which mail leaves: `cloudflare`, or the address of a provider. Without it, none does. */
  MAIL?: string
  /** The sender of mail. */
  MAIL_FROM?: string
  /** Bearer token of the provider. */
  MAIL_KEY?: string
  /** Secret by which the provider signs what it tells of messages that came back. */
  MAIL_RETURNS_KEY?: string
  /** Sends mail where `MAIL` is `cloudflare`. */
  EMAIL?: EmailBinding
  /** Bytes of documents. Without it, the ledger holds their digests alone. */
  DOCUMENTS?: BlobBucket
  /** Place where all that writes to one ledger is answered; without it, each isolate writes by itself. */
  SEQUENCER?: SequencerBinding
  ASSETS: Fetcher
}
