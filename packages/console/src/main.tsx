import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createAppRouter } from './router.tsx'
import { queryClient } from './start.ts'
import './styles.ts'

const router = createAppRouter(queryClient)
const place = document.getElementById('root')
if (!place) throw new Error('The page has no element #root')
const root = createRoot(place)

// The first screen is rendered once, when its code and the session have arrived. Rendered earlier it would appear in parts, and
// React holds each part back until 300 ms after the one before.
void router.load().finally(() => root.render(<App queryClient={queryClient} router={router} />))
