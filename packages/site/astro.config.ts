import { satteri } from '@astrojs/markdown-satteri'
import starlight from '@astrojs/starlight'
import { defineConfig, passthroughImageService } from 'astro/config'
import { sidebar } from './scripts/navigation.ts'

// Static pages below /docs of a hub. What is inline in them becomes files afterwards: scripts/build-site.ts.
export default defineConfig({
  root: import.meta.dirname,
  base: '/docs',
  trailingSlash: 'always',
  // Pages change with the program, and a stale style beside a new page would look broken.
  build: { assets: 'assets' },
  // The policy of the hub takes pages only when somebody opens them.
  prefetch: false,
  image: { service: passthroughImageService() },
  // Texts are shown as they are written: two hyphens begin an option of a command.
  markdown: { processor: satteri({ features: { smartPunctuation: false } }) },
  integrations: [
    starlight({
      title: 'Coupa Connector',
      favicon: '/icon.svg',
      logo: { src: '../console/public/icon.svg', alt: '' },
      customCss: ['./src/styles/site.css'],
      components: {
        MarkdownContent: './src/components/MarkdownContent.astro',
        SocialIcons: './src/components/ConsoleLink.astro',
      },
      tableOfContents: { maxHeadingLevel: 3 },
      credits: false,
      sidebar,
    }),
  ],
})
