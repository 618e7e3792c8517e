/** The data of the page of figures, shared by its parts. */
import type { AnyTable } from '../../../worker/domain/figures/behind.ts'
import type { TableFigures } from '../../../worker/domain/figures/figures.ts'
import type { Figures, Standing } from '../../types.ts'

export interface FiguresData {
  figures: Figures
  /** All of its tables, in their order. */
  tables: TableFigures<AnyTable>[]
  standing: Standing
  /** Text that was asked for; null for what was left out. */
  asked: { department: string | null; from: string | null; to: string | null }
  departments: { id: string; title: string }[]
}
