/** Comments on a consultation. */
import type { CommentState } from '../../domain/kinds/comment/comment.ts'
import type { Database } from '../database.ts'
import { linkedRecords } from './records.ts'

/** Comments of one consultation that are read at the most. */
const MOST = 50_000

/** States of all comments on a consultation, the oldest first. @param id of the consultation */
export async function commentsOn(database: Database, id: string): Promise<CommentState[]> {
  const linked = await linkedRecords(database, id, 'consultation', MOST)
  return linked.flatMap(({ state }) => (state.kind === 'comment' ? [state] : []))
}
