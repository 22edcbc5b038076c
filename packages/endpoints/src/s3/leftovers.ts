import type { BatchFolder } from './batch-folders.ts'
import type { WaitingObject } from './batch-objects.ts'
import type { ObjectStore, PendingUpload } from './object-store.ts'
import { hasAnswer } from './s3-error.ts'

/** Gives up the uploads of killed runs that began before a time. */
export async function sweepUploads(
  store: ObjectStore,
  folders: readonly BatchFolder[],
  beforeMs: number,
): Promise<void> {
  for await (const pending of pendingUploads(store, folders)) {
    if (pending.startedAtMs < beforeMs) await store.giveUp(pending).catch(allowRefusal)
  }
}

/** Removes what the folders have of a batch that was given up: uploads and objects. */
export async function removeBatch(store: ObjectStore, folders: readonly BatchFolder[], batch: string): Promise<void> {
  for await (const pending of pendingUploads(store, folders)) {
    if (pending.batch === batch) await store.giveUp(pending).catch(allowRefusal)
  }
  for (const { path, batchOf } of folders) {
    const own: string[] = []
    for await (const key of store.keysBelow(path)) if (batchOf(key.slice(path.length)) === batch) own.push(key)
    await removeObjects(store, own)
  }
}

export async function removeObjects(store: ObjectStore, keys: readonly string[]): Promise<void> {
  for (const key of keys) await store.remove(key).catch(allowRefusal)
}

/** Gives up what was transferred. What cannot be given up now is swept later. */
export async function giveUpUploads(store: ObjectStore, objects: readonly WaitingObject[]): Promise<void> {
  for (const { upload } of objects) {
    if (upload !== undefined) await store.giveUp(upload).catch(() => {})
  }
}

/** The uploads of this process that nobody ended. Servers and keys that do not list uploads have none. */
async function* pendingUploads(
  store: ObjectStore,
  folders: readonly BatchFolder[],
): AsyncGenerator<PendingUpload & { readonly batch: string }> {
  for (const { path, batchOf } of folders) {
    try {
      for await (const pending of store.pendingUploads(path)) {
        const batch = batchOf(pending.key.slice(path.length))
        if (batch !== undefined) yield { ...pending, batch }
      }
    } catch (error) {
      allowRefusal(error)
    }
  }
}

/** Cleaning up is not worth a failed run: some keys may write and not delete, and some servers list no uploads. */
function allowRefusal(error: unknown): void {
  if (!hasAnswer(error, 403, 405, 501)) throw error
}
