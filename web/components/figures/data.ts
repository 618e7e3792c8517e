/** The data of the page of figures, shared by its parts. */
import type { Figures } from '../../types.ts'

export interface FiguresData {
  figures: Figures
  /** Text that was asked for; null for what was left out. */
  asked: { department: string | null; from: string | null; to: string | null }
  departments: { id: string; title: string }[]
}
