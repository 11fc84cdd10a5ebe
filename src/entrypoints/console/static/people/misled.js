/* Nothing to do: the page tells all. */

document.body.dataset.ready = "";
