"""Will a brittle layer break: bent flat, squeezed unevenly, dragged, let go or pushed out."""
