/* The service worker: keeps the last version of the site on the reader's device.

   While there is a connection everything comes from the server, as if this were not here. Without
   one, or where the server says nothing for three seconds, a page comes from what is kept, and so
   does everything that this page loads.

   service-worker.js, which the build writes, says what is kept: KEPT leads from path to digest, or
   is null where a school does not keep its site (any more); LASTING leads from the lasting address
   of a clause, and from the old one of a page, to where it stands. */
"use strict"

const ROOT = registration.scope
const STORE = `polisi ${ROOT}` /* other sites at this host have stores of their own */
const PATIENCE = 3000 /* milliseconds */
const AT_ONCE = 6 /* files, so that a page that loads now is not slowed down */

/* Keeping. Each file is kept under its digest: an update fetches only what has changed, one that
   was cut short goes on where it stopped, and two versions never mix. */

const keyOf = path => `${ROOT}${path}?${KEPT[path]}`

/* Only what anybody may read is kept, and only exactly what was built: no cookie or password is
   sent, and the digest sorts out the page of a login, or of a hotel's network. */
const asBuilt = path => ({
  cache: "no-cache",
  credentials: "omit",
  integrity: KEPT[path],
  redirect: "error"
})

async function keepAll() {
  const store = await caches.open(STORE)
  const paths = Object.keys(KEPT).values()
  async function keepNext() {
    for (const path of paths) {
      if (await store.match(keyOf(path))) continue
      await store.put(keyOf(path), await fetch(ROOT + path, asBuilt(path)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext))
  await skipWaiting()
}

async function takeOver() {
  const store = await caches.open(STORE)
  const current = new Set(Object.keys(KEPT).map(path => new URL(keyOf(path)).href))
  for (const request of await store.keys()) {
    if (!current.has(request.url)) await store.delete(request)
  }
  await clients.claim()
}

async function forgetAll() {
  await caches.delete(STORE)
  await registration.unregister()
}

/* Answering. */

const keptPages = new Set() /* open pages that came from what is kept */

async function kept(path) {
  if (!Object.hasOwn(KEPT, path)) return undefined
  return caches.match(keyOf(path), { cacheName: STORE }) /* opening it would make it anew */
}

const noAnswer = () => new Promise((_, reject) => setTimeout(reject, PATIENCE))

async function answerPage(event, path) {
  const copy = await kept(path)
  try {
    const answer = fetch(event.request)
    const response = await (copy ? Promise.race([answer, noAnswer()]) : answer)
    if (!copy || response.status < 500) return response
  } catch {} // no connection
  keptPages.add(event.resultingClientId)
  return copy ?? answerElsewhere(path)
}

async function answerPart(event, path) {
  const isOfKept = keptPages.has(event.clientId)
  try {
    return (isOfKept && (await kept(path))) || (await fetch(event.request))
  } catch {
    return (await kept(path)) ?? Response.error()
  }
}

/* A page that is not kept: at another address, or else the page that says so. */
function answerElsewhere(path) {
  const folder = path.replace(/\/?$/, "/")
  if (Object.hasOwn(LASTING, folder)) return Response.redirect(ROOT + LASTING[folder])
  if (Object.hasOwn(KEPT, folder)) return Response.redirect(ROOT + folder)
  return notKept()
}

/* It is shown at any address, so its links name the root of the site. */
async function notKept() {
  const page = await kept("offline.html")
  if (!page) return Response.error()
  const html = (await page.text()).replaceAll('="./', `="${ROOT}`)
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })
}

function answer(event) {
  const { request } = event
  if (request.method !== "GET" || request.headers.has("range")) return
  if (!request.url.startsWith(ROOT)) return
  const { origin, pathname } = new URL(request.url)
  const path = (origin + pathname).slice(ROOT.length).replace(/(^|\/)index\.html$/, "$1")
  if (request.mode === "navigate") event.respondWith(answerPage(event, path))
  else if (Object.hasOwn(KEPT, path)) event.respondWith(answerPart(event, path))
}

if (KEPT) {
  addEventListener("install", event => event.waitUntil(keepAll()))
  addEventListener("activate", event => event.waitUntil(takeOver()))
  addEventListener("fetch", answer)
} else {
  addEventListener("install", () => skipWaiting())
  addEventListener("activate", event => event.waitUntil(forgetAll()))
}
