import type { LoadContext, PlanContext } from '../load-context.ts'
import type { OutcomeDetail } from '../state/load-state.ts'
import type { CreatePlan, RowInHand, RowPlan, Settled, UpdatePlan } from './row-plan.ts'

/** How the records of one kind get into Coupa. It remembers nothing: what a run remembers is in its context. */
export interface LoadStrategy {
  /** Says what is wrong with a record beyond its single fields, before Coupa is asked about it. */
  readonly refuse?: (row: RowInHand, context: PlanContext) => Promise<OutcomeDetail | undefined>
  /** Whether a record may be changed from what the load knows of it; otherwise Coupa is asked first. */
  readonly trustsWhatIsKnown: boolean
  /** Asks Coupa about records that are all at the same place, and says for each, in their order, what is to be done. */
  readonly lookUp: (rows: readonly RowInHand[], context: PlanContext) => Promise<readonly RowPlan[]>
  readonly create: (plan: CreatePlan, context: LoadContext) => Promise<Settled>
  readonly update: (plan: UpdatePlan, context: LoadContext) => Promise<Settled>
}
