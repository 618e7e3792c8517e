/** Waits a random moment, longer with each attempt, so that writers do not meet again and again. */
export async function pause(random: (bytes: number) => Uint8Array, attempt: number): Promise<void> {
  const [byte = 0] = random(1)
  await new Promise((resolve) => setTimeout(resolve, (byte / 255) * Math.min(10 * (attempt + 1), 200)))
}

/** Lets whoever else waits have their turn: the embedded database answers at once, and a long walk would keep them waiting. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0))
}
