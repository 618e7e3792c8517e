/** Compares what is published with what the replay gives, also while the ledger goes on growing. */
import type { Replay } from './replay/replay.ts'
import type { Counts, Published, Source } from './source/source.ts'

const PAGE = 500
const ATTEMPTS = 3

/**
 * Compares every published record with the replayed one, then the counts. Findings are kept by the replay.
 */
export async function comparePublished(source: Source, replay: Replay): Promise<void> {
  for await (const page of source.published()) {
    for (const published of page) await compareOne(source, replay, published)
  }
  replay.finish(source.kinds, await steadyCounts(source, replay))
}

/** A record may have moved on since its page was read, or since the checkpoint: then both are read again. */
async function compareOne(source: Source, replay: Replay, shown: Published): Promise<void> {
  let published: Published | null = shown
  for (
    let attempt = 1;
    attempt <= ATTEMPTS && published.lastIndex !== replay.lastIndexOf(shown.id);
    attempt++
  ) {
    if (published.lastIndex >= replay.size) await catchUp(source, replay)
    else published = (await source.publishedNow(shown.id)) ?? published
  }
  replay.compare(published, source.records)
}

/** Takes the entries that came after the checkpoint. */
async function catchUp(source: Source, replay: Replay): Promise<void> {
  for (;;) {
    const bodies = await source.bodies(replay.size, PAGE)
    for (const body of bodies) replay.take(body.index, null, body)
    if (bodies.length < PAGE) return
  }
}

async function steadyCounts(source: Source, replay: Replay): Promise<Counts | null> {
  let counts = await source.counts()
  for (let attempt = 1; attempt < ATTEMPTS && counts !== null && counts.entries !== replay.size; attempt++) {
    await catchUp(source, replay)
    counts = await source.counts()
  }
  return counts
}
