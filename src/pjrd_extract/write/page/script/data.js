// The data of a bulletin: packed in the page, unpacked when it is asked for, the last few kept.
const unpacked = new Map();
const MOST_UNPACKED = 4;

async function unpack(id) {
  const packed = Uint8Array.from(atob($(id).textContent.trim()), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

async function bulletinData(index) {
  if (!unpacked.has(index)) {
    unpacked.set(index, await unpack(`bulletin-${index}`));
    if (unpacked.size > MOST_UNPACKED) unpacked.delete(unpacked.keys().next().value);
  }
  return unpacked.get(index);
}
