import { apiPrefix, type Route, routeIds, routes } from '@coupa-connector/protocol'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// The hub serves what is built here, below its own origin. Nothing is loaded from elsewhere.
export default defineConfig({
  plugins: [react(), addressesOnly()],
  resolve: { conditions: ['source', 'module', 'browser', 'default'] },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The policy of the page takes images and scripts from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8090' } },
})

/** The client needs of the route table only methods and addresses: the schemas are the hub's to check, and heavy. */
function addressesOnly(): Plugin {
  return {
    name: 'addresses-only',
    load(file) {
      if (!/protocol\/(src|dist)\/route-table\.[jt]s$/.test(file)) return undefined
      const addresses = routeIds.map((id) => {
        const { method, path, response }: Route = routes[id]
        return [id, { method, path, ...(response === undefined ? {} : { response: true }) }]
      })
      return [
        `export const apiPrefix = ${JSON.stringify(apiPrefix)}`,
        `export const routes = ${JSON.stringify(Object.fromEntries(addresses))}`,
        'export const routeIds = Object.keys(routes)',
      ].join('\n')
    },
  }
}
