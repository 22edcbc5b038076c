import { findInManifest, type ManifestLine } from '../objects/manifest-line.ts'
import type { NewObject, ObjectStore } from './object-store.ts'

/** The folder of the manifests, one object a batch. */
export const manifestFolder = 'manifest'

/** Undefined if the batch is neither committed nor given up. A batch that was given up has an empty manifest. */
export async function readManifest(store: ObjectStore, batch: string): Promise<string | undefined> {
  return await store.read(manifestKey(batch))
}

/** The lines of a batch that was committed. */
export async function readCommitted(store: ObjectStore, batch: string): Promise<readonly ManifestLine[]> {
  return findInManifest((await readManifest(store, batch)) ?? '', batch)
}

/** Stores the manifest of a batch, which is its commit; false if the batch has one. */
export async function storeManifest(store: ObjectStore, batch: string, text: string): Promise<boolean> {
  const manifest = manifestObject(batch, text)
  const isNew = await store.putNew(manifest)
  if (isNew) await store.learn(manifest)
  return isNew
}

/** Stores an empty manifest, so that nobody can commit the batch any more; false if the batch has one. */
export async function storeGivenUp(store: ObjectStore, batch: string): Promise<boolean> {
  return await store.putNew(manifestObject(batch, ''))
}

function manifestObject(batch: string, text: string): NewObject {
  return { key: manifestKey(batch), bytes: Buffer.from(text), contentType: 'application/x-ndjson' }
}

function manifestKey(batch: string): string {
  return `${manifestFolder}/${batch}.ndjson`
}
