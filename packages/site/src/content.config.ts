import { defineCollection } from 'astro:content'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'

/** The pages, which `scripts/build-site.ts` writes from the documents of the repository and from the code. */
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) }
