import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { HubBanner } from './layout/hub-banner.tsx'
import type { createAppRouter } from './router.tsx'
import { theme } from './theme.ts'

// The lock that keeps the page from scrolling behind a dialog adds a style of its own, and looks for the number here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

/** The whole page. */
export function App({
  queryClient,
  router,
}: {
  readonly queryClient: QueryClient
  readonly router: ReturnType<typeof createAppRouter>
}): React.JSX.Element {
  return (
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
        <QueryClientProvider client={queryClient}>
          <HubBanner />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  )
}

/** The page's policy only applies styles that carry the number of the answer. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
}
