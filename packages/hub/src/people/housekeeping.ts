import { hubNow, hubNowPlus } from '../database/hub-now.ts'
import type { HousekeepingTask } from '../housekeeping/task.ts'

const dayMs = 86_400_000

/** Invitations and keys are kept so long after they ended, to be looked at. */
const keptMs = 90 * dayMs

/** What people leave behind: nothing of it counts any more when it is deleted. */
export const peopleTasks: readonly HousekeepingTask[] = [
  {
    name: 'delete-expired-sessions',
    intervalMs: 10 * 60_000,
    run: async ({ db, people }) => {
      await db
        .deleteFrom('session')
        .where((either) =>
          either.or([either('expires_at', '<=', hubNow()), either('seen_at', '<=', hubNowPlus(-people.sessionIdleMs))]),
        )
        .execute()
    },
  },
  {
    name: 'delete-ended-invitations-and-keys',
    intervalMs: 6 * 3_600_000,
    run: async ({ db }) => {
      const ago = hubNowPlus(-keptMs)
      await db
        .deleteFrom('invitation')
        .where((either) =>
          either.or([either('accepted_at', '<', ago), either('revoked_at', '<', ago), either('expires_at', '<', ago)]),
        )
        .execute()
      await db
        .deleteFrom('api_key')
        .where((either) => either.or([either('revoked_at', '<', ago), either('expires_at', '<', ago)]))
        .execute()
    },
  },
]
