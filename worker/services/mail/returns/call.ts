/** Calls by which a provider tells of returned mail, and readers of them. */

/** A call as the provider makes it. */
export interface ReturnCall {
  header(name: string): string | null
  json: unknown
}

/** A message that came back: its Message-ID, and whether it can never be delivered there. */
export interface ReturnedMail {
  messageId: string
  hard: boolean
}

/** Authentic call: a message that came back, or null for other news; `once` names a call that counts once. */
export interface ReturnNotice {
  returned: ReturnedMail | null
  once: string | null
}

/** Clock of a reader, and its one way out: the text at a public address, null where there is none. */
export interface ReturnWorld {
  now: Date
  get(url: string): Promise<string | null>
}

/** Reader of one provider's calls. Null for a call that is not shown to be the provider's. */
export type ReturnReader = (
  call: ReturnCall,
  secret: string,
  world: ReturnWorld,
) => Promise<ReturnNotice | null>
