"""The snapshot of Python that a browser keeps for the next visit: scripts that look at it and change it."""

CACHE = "(await caches.keys()).find(name => name.startsWith('playbook-snapshots'))"
# A snapshot of Python is kept for the next visit.
STORED = f"""async () => {{
    const name = {CACHE};
    return name !== undefined && (await (await caches.open(name)).keys()).length > 0;
}}"""
# Replaces the stored snapshot: `change` is given its bytes and its headers, and returns both anew.
CHANGE = f"""async change => {{
    const cache = await caches.open({CACHE});
    const [request] = await cache.keys();
    const stored = await cache.match(request);
    const before = [new Uint8Array(await stored.arrayBuffer()), Object.fromEntries(stored.headers)];
    const [body, headers] = await eval(change)(...before);
    await cache.put(request, new Response(body, {{ headers }}));
}}"""
